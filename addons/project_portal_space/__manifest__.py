{
    "name": "Customer's Space: Projects and Tasks",
    "version": "19.0.1.0.0",
    "category": "Website/Portal",
    "summary": "How projects and tasks advance, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["project", "portal_space"],
    "auto_install": True,
}
