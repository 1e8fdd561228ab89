package dev.ashlar.adapter.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** dbt's published schemas. They lie outside the repository: {@code schemas/} of the folder {@code ashlar.shared}. */
public final class DbtSchemas {
    static final Path FOLDER =
            Path.of(System.getProperty("ashlar.shared", "../../shared")).resolve("schemas");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DbtSchemas() {}

    public static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    public static JsonNode read(Path artifact) throws IOException {
        return MAPPER.readTree(artifact.toFile());
    }

    /** What is wrong with the artifact, place and reason; none when it is valid. */
    public static List<String> faults(JsonNode artifact, String schema) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(read(FOLDER.resolve(schema)))
                .validate(artifact)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
