"""What a theme may look like, and which kinds of channel there are."""

# Who may read a channel. Stock tells it by the type and the group of the channel.
CHANNEL_KINDS = [
    ("public", "Public"),
    ("restricted", "Restricted to a group"),
    ("private", "Private"),
    ("direct", "Direct message"),
    ("open", "Open to all, guests included"),
]

# Classes of Font Awesome 4.7, which Odoo ships, and what each stands for.
THEME_ICONS = [
    ("fa-comments-o", "Conversation"),
    ("fa-bullhorn", "Announcements"),
    ("fa-building-o", "Company"),
    ("fa-users", "People"),
    ("fa-handshake-o", "Sales"),
    ("fa-address-book-o", "Customers"),
    ("fa-life-ring", "Support"),
    ("fa-shopping-cart", "Purchases"),
    ("fa-truck", "Logistics"),
    ("fa-industry", "Production"),
    ("fa-wrench", "Maintenance"),
    ("fa-check-square-o", "Quality"),
    ("fa-tasks", "Projects"),
    ("fa-lightbulb-o", "Ideas"),
    ("fa-flask", "Research"),
    ("fa-laptop", "IT"),
    ("fa-line-chart", "Marketing"),
    ("fa-money", "Finance"),
    ("fa-balance-scale", "Legal"),
    ("fa-graduation-cap", "Training"),
    ("fa-coffee", "Leisure"),
    ("fa-leaf", "Environment"),
]
