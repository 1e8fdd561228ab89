package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.Records;
import dev.ashlar.port.ParquetFiles.Contents;
import dev.ashlar.port.ParquetFiles.Field;
import dev.ashlar.port.ParquetFiles.Nesting;
import dev.ashlar.port.ParquetFiles.Texts;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file whose records have fields more that stand in the names of its folders, as {@code dt=2026-01-01/}; they come first,
 * since those of the file may become more while it is read. A field that the file names in its header, or
 * in its first record, is the file's.
 */
final class FolderFields implements RecordFile {
    /** What Hive writes for null. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private final RecordFile file;
    private final Map<String, String> folders;

    private FolderFields(RecordFile file, Map<String, String> folders) {
        this.file = file;
        this.folders = folders;
    }

    /** Which folders of this form count. */
    enum Use {
        /** Those that are named like a column. */
        NAMED,
        /** Columns that nobody names are made of them, too. */
        ALL,
        NONE
    }

    /** @param label of the file, whose folders are looked at */
    static RecordFile of(RecordFile file, String label, Predicate<String> counts) {
        Map<String, String> folders = new LinkedHashMap<>();
        String[] parts = label.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && counts.test(plain(parts[i].substring(0, equals)))) {
                String value = plain(parts[i].substring(equals + 1));
                folders.put(plain(parts[i].substring(0, equals)), value.equals(NULL) ? null : value);
            }
        }
        return folders.isEmpty() ? file : new FolderFields(file, folders);
    }

    /** Names of fields that stand in folders. */
    static Set<String> names(RecordFile file) {
        return file instanceof FolderFields own ? own.folders.keySet() : Set.of();
    }

    /** What the folders say of these fields, null as empty. */
    static List<Optional<String>> values(RecordFile file, List<String> names) {
        return names.stream()
                .map(name -> Optional.ofNullable(((FolderFields) file).folders.get(name)))
                .toList();
    }

    /** Signs that no name of a folder may have stand as {@code %2F}. */
    private static String plain(String name) {
        if (name.indexOf('%') < 0) return name;
        byte[] bytes = name.getBytes(UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                plain.write(bytes[i]);
            } else {
                plain.write(high * 16 + low);
                i += 2;
            }
        }
        return plain.toString(UTF_8);
    }

    /** Those of the folders that the file has no field of. */
    private List<String> beside(List<String> own) {
        return folders.keySet().stream()
                .filter(name -> own.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
    }

    @Override
    public Optional<Contents> contents() {
        return file.contents().map(said -> {
            List<Field> fields = new ArrayList<>();
            for (String name : beside(said.fields().stream().map(Field::name).toList())) {
                fields.add(new Field(name, type(folders.get(name)), Nesting.FLAT));
            }
            fields.addAll(said.fields());
            return new Contents(fields, said.records(), Texts.PECULIAR);
        });
    }

    @Override
    public Optional<Counted> counted() {
        return file.counted().map(own -> {
            List<String> header = new ArrayList<>(beside(own.header()));
            int beside = header.size();
            header.addAll(own.header());
            return new Counted(header, beside, beside + own.width(), own.records());
        });
    }

    private static String type(String value) {
        ColumnGuess guess = new ColumnGuess();
        if (value != null) guess.see(value);
        return guess.type();
    }

    @Override
    public Records open(Keeping keeping) {
        List<String> names = beside(own());
        Records records = file.open(keeping);
        List<String> values = new ArrayList<>();
        names.forEach(name -> values.add(folders.get(name)));
        return new WithFolders(records, names, values, keeping);
    }

    /** Names in the header or, where each record has its own, in the first. */
    private List<String> own() {
        try (Records start = file.open(Keeping.COUNTS)) {
            if (start.header().isEmpty() && start.hasNext()) start.next();
            return List.copyOf(start.header());
        }
    }

    @Override
    public boolean gzip() {
        return file.gzip();
    }

    private record WithFolders(Records records, List<String> names, List<String> values, Keeping keeping)
            implements Records {
        @Override
        public List<String> header() {
            List<String> header = new ArrayList<>(names);
            header.addAll(records.header());
            return header;
        }

        @Override
        public int beside() {
            return names.size();
        }

        @Override
        public boolean peculiar() {
            return records.peculiar();
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public FileRecord next() {
            return new Row(records.next(), values, keeping);
        }

        @Override
        public void close() {
            records.close();
        }
    }

    private record Row(FileRecord record, List<String> values, Keeping keeping) implements FileRecord {
        @Override
        public long line() {
            return record.line();
        }

        @Override
        public int count() {
            return values.size() + record.count();
        }

        @Override
        public List<String> fields() {
            if (keeping == Keeping.COUNTS) return record.fields();
            List<String> fields = new ArrayList<>(values);
            fields.addAll(record.fields());
            return fields;
        }

        @Override
        public String field(int place) {
            return place < values.size() ? values.get(place) : record.field(place - values.size());
        }

        @Override
        public Nature nature(int place) {
            return place < values.size() ? Nature.WRITTEN : record.nature(place - values.size());
        }

        @Override
        public boolean peculiar() {
            return record.peculiar();
        }

        @Override
        public Optional<String> fault(int width) {
            return record.fault(width - values.size());
        }

        @Override
        public String original() {
            return record.original();
        }
    }
}
