"""What a programmer adds to the package: one folder each, copied into a scratch copy by `test_extension_points`."""
