package dev.ashlar.load;

import java.nio.charset.Charset;

/** How a csv file is written. A quote within quotes is doubled. */
record CsvFormat(char delimiter, char quote, Charset charset) {}
