package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.FetchedFilesContract;
import dev.ashlar.contract.FolderContract;
import dev.ashlar.contract.JsonlContract;
import dev.ashlar.contract.LoadContract;
import dev.ashlar.contract.ParquetContract;
import dev.ashlar.contract.XlsxContract;

class DuckDbLoadTest extends DuckDbFiles
        implements LoadContract, JsonlContract, ParquetContract, XlsxContract, FolderContract, FetchedFilesContract {}
