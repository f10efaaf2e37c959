from . import test_files, test_forms, test_opening, test_stock_holes
