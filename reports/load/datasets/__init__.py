"""Files of numbers in, `Observations` out: CSV, workbooks, Parquet and SDMX, with every problem at its line or cell."""
