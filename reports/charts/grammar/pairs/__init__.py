"""Charts of pairs of values: signs, or discs whose area is a third value, over two axes, with their names beside them."""
