"""Adds `X-Queries` and `X-Mails` to each response of the server that loads it."""

import threading

import odoo.http


def post_load():
    """Wrap the WSGI application of this process."""
    application = odoo.http.Application.__call__

    def metered_application(self, environ, start_response):
        thread = threading.current_thread()
        mails = MailCounter()
        thread.query_hooks = [mails]

        # Called once the request is over and its transaction is committed.
        def metered_start_response(status, headers, exc_info=None):
            costs = [
                ("X-Queries", str(thread.query_count)),
                ("X-Mails", str(mails.count)),
            ]
            return start_response(status, [*headers, *costs], exc_info)

        return application(self, environ, metered_start_response)

    odoo.http.Application.__call__ = metered_application


class MailCounter:
    """A query hook that counts the e-mails made, sent or not."""

    def __init__(self):
        self.count = 0

    def __call__(self, cursor, query, params, start, delay):
        # What the server received: `query` may be an object.
        if cursor._obj.query.startswith(b'INSERT INTO "mail_mail"'):
            self.count += cursor.rowcount
