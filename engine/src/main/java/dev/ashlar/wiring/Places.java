package dev.ashlar.wiring;

import dev.ashlar.adapter.folder.LocalFolder;
import dev.ashlar.adapter.http.HttpPlace;
import dev.ashlar.adapter.s3.S3Place;
import dev.ashlar.adapter.sftp.SftpPlace;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlaces;
import dev.ashlar.port.PathPattern;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of files there are, by the scheme of a location, with what the target says of them. */
final class Places implements FilePlaces {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

    private final Path projectFolder;
    private final Path profilesFolder;
    private final Path home;
    private final Object settings;
    private final String invocation;
    private final Asking asking;

    /** Whether addresses are asked, whose answers become files, or only what has landed counts. */
    enum Asking {
        ASK,
        LANDED_ONLY
    }

    /**
     * @param profilesFolder where relative paths of the profile start
     * @param settings what stands under {@code places:} of the target, or null
     * @param invocation a word for the names of files that land
     */
    Places(Path projectFolder, Path profilesFolder, Path home, Object settings, String invocation, Asking asking) {
        this.invocation = invocation;
        this.asking = asking;
        this.projectFolder = projectFolder;
        this.profilesFolder = profilesFolder;
        this.home = home;
        this.settings = settings;
    }

    @Override
    public FilePlace open(Node.ExternalFiles files) throws PlaceException {
        String location = files.location();
        Matcher scheme = SCHEME.matcher(location);
        if (!scheme.matches()) return new LocalFolder(projectFolder, location);
        return switch (scheme.group(1)) {
            case "s3" -> S3Place.of(location, settings(location));
            case "sftp" -> SftpPlace.of(location, settings(location), this::file);
            case "http", "https" -> asked(files);
            default ->
                throw new PlaceException(
                        "no files are read from '" + scheme.group(1) + "://'",
                        "Write a path below or outside the project, or an address that begins with s3://, sftp:// or https://.");
        };
    }

    private FilePlace asked(Node.ExternalFiles files) throws PlaceException {
        String landing = String.valueOf(files.options().get("landing"));
        FilePlace landed = new LocalFolder(projectFolder, PathPattern.literal(landing) + "/*.jsonl");
        return switch (asking) {
            case LANDED_ONLY -> landed;
            case ASK ->
                HttpPlace.of(
                        files.location(),
                        files.options(),
                        settings(files.location()),
                        projectFolder.resolve(landing),
                        landed,
                        invocation);
        };
    }

    private Path file(String path) {
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : profilesFolder.resolve(path);
    }

    /** The longest name that the location begins with counts. */
    private PlaceSettings settings(String location) throws PlaceException {
        if (settings == null) return PlaceSettings.NONE;
        PlaceSettings best = PlaceSettings.NONE;
        for (PlaceSettings place : all()) {
            boolean about = location.equals(place.name())
                    || location.startsWith(place.name().endsWith("/") ? place.name() : place.name() + "/");
            if (about && place.name().length() > best.name().length()) best = place;
        }
        return best;
    }

    private Iterable<PlaceSettings> all() throws PlaceException {
        if (!(settings instanceof Map<?, ?> places)) throw noMapping("'places'");
        Map<String, PlaceSettings> all = new LinkedHashMap<>();
        for (Map.Entry<?, ?> place : places.entrySet()) {
            String name = String.valueOf(place.getKey());
            if (!SCHEME.matcher(name).matches() || !(place.getValue() instanceof Map<?, ?> given)) {
                throw noMapping("'" + name + "' below 'places'");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            given.forEach((key, value) -> {
                if (value != null) values.put(String.valueOf(key), value);
            });
            all.put(name, new PlaceSettings(name, values));
        }
        return all.values();
    }

    private static PlaceException noMapping(String what) {
        return new PlaceException(
                what + " in profiles.yml is not an address with a mapping below it",
                "Write for example 'places: { \"s3://bucket/\": { region: eu-central-1 } }'.");
    }
}
