from odoo import models
from odoo.exceptions import UserError

from odoo.addons.rating.models.rating_data import (
    RATING_HAPPY_VALUE,
    RATING_NEUTRAL_VALUE,
    RATING_UNHAPPY_VALUE,
)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _portal_rating_words(self):
        """Return the ratings in words, as ``{value: word}``, the best first."""
        return {
            RATING_HAPPY_VALUE: self.env._("Satisfied"),
            RATING_NEUTRAL_VALUE: self.env._("So-so"),
            RATING_UNHAPPY_VALUE: self.env._("Not satisfied"),
        }

    def _portal_ratings(self):
        """Return the user's ratings of this request (sudo)."""
        self.ensure_one()
        # sudo: rating.rating - one's own
        return self.sudo().rating_ids.filtered(
            lambda rating: rating.partner_id == self.env.user.partner_id
            and rating.consumed
        )

    def _portal_rating_given(self):
        """Return the word that the user rated this request with, or ""."""
        rating = self._portal_ratings()[:1]
        return self._portal_rating_words().get(rating.rating, "")

    def _portal_may_rate(self):
        """Tell whether the user, who asked, may rate how it was handled."""
        self.ensure_one()
        # sudo: helpdesk.ticket - whether it is over
        return bool(
            self.sudo().closed
            and self.partner_id == self.env.user.partner_id
            and not self._portal_ratings()
        )

    def portal_rate(self, rating, feedback=""):
        """Say, once, how one's own request was handled.

        :param int rating: 5, 3 or 1
        :param str feedback: plain text
        :raise AccessError: if the user may not read the request
        :raise UserError: if it is open, somebody else's, or was rated
        """
        self.ensure_one()
        self.check_access("read")
        if rating not in self._portal_rating_words():
            raise UserError(self.env._("Choose one of the words."))
        if feedback:
            self._portal_check_text(feedback)
        if not self._portal_may_rate():
            raise UserError(
                self.env._("Who asked can rate a request once, when it is closed.")
            )
        # sudo: helpdesk.ticket, rating.rating - Odoo's own way for who has its token,
        # which who asked is given here; all that is written was checked
        ticket = self._portal_sudo()
        token = ticket._rating_get_access_token(self.env.user.partner_id)
        ticket.rating_apply(rating, token=token, feedback=feedback)
