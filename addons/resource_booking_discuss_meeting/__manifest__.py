{
    "name": "Resource Booking Meeting Links",
    "version": "19.0.1.0.0",
    "category": "Appointments",
    "summary": "Bookings get a meeting link",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["calendar_discuss_meeting", "resource_booking"],
    "auto_install": True,
}
