# Odoo 19 with the Entente add-ons; docker-compose.yml runs it.
FROM odoo:19.0

USER root

# Packages that the add-ons need and Odoo's image lacks. The image is ours alone, so
# there is no other use of the system's Python to protect.
COPY docker/requirements.txt /opt/entente/requirements.txt
RUN pip3 install --no-cache-dir --break-system-packages --no-deps \
        --requirement /opt/entente/requirements.txt

COPY odoo.conf /etc/odoo/odoo.conf
COPY addons /opt/entente/addons

# What differs from odoo.conf inside a container. The proxy is on another address.
ENV ODOO_ADDONS_PATH=/opt/entente/addons \
    ODOO_DATA_DIR=/var/lib/odoo \
    ODOO_HTTP_INTERFACE=0.0.0.0

USER odoo
