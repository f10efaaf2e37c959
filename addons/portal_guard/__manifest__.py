{
    "name": "Portal Guard",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tools",
    "summary": "Customers read and change on a record exactly what its page shows",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal"],
    "data": [],
}
