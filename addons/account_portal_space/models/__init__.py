from . import account_move
from . import account_move_line
from . import account_move_payment
from . import account_move_send
from . import account_partial_reconcile
from . import account_payment
from . import payment_transaction
from . import portal_space
