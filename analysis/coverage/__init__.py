"""Reading many articles into Parquet tables, in processes or on a Dask cluster."""
