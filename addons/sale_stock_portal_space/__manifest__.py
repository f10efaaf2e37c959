{
    "name": "Customer's Space: Deliveries",
    "version": "19.0.1.0.0",
    "category": "Website/Portal",
    "summary": "How far an order is delivered, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_stock", "sale_portal_space"],
    "auto_install": True,
}
