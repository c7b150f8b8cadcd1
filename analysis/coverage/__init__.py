"""Reading many articles, in processes or on a Dask cluster, into Parquet tables."""
