"""Who calls: tokens, keys, the person behind them."""
