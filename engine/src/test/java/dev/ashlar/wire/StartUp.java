package dev.ashlar.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The messages without a type that open a connection. No encryption is offered. */
final class StartUp {
    private static final int CANCEL = 80877102;
    private static final int TLS = 80877103;
    private static final int GSS = 80877104;

    private final Ends ends;
    private final Translation translation;

    StartUp(Ends ends, Translation translation) {
        this.ends = ends;
        this.translation = translation;
    }

    /** The client's application name; empty if it came only to cancel another connection's statement. */
    Optional<String> pass() throws IOException {
        while (true) {
            int length = ends.fromClient().readInt();
            Message message = new Message('\0', ends.fromClient().readNBytes(length - Integer.BYTES));
            Message.Fields fields = message.fields();
            int code = fields.int32();
            switch (code) {
                case TLS, GSS -> ends.answerEncryption('N');
                case CANCEL -> {
                    send(code, fields.rest());
                    return Optional.empty();
                }
                default -> {
                    return Optional.of(open(code, fields));
                }
            }
        }
    }

    private String open(int protocol, Message.Fields fields) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String key = fields.string(); !key.isEmpty(); key = fields.string()) parameters.put(key, fields.string());
        Message.Builder body = Message.of('\0');
        translation.startup(parameters).forEach((key, value) -> body.string(key).string(value));
        send(protocol, body.letter('\0').build().fields().rest());
        return parameters.getOrDefault("application_name", "");
    }

    private void send(int code, byte[] rest) throws IOException {
        DataOutputStream server = ends.rawToServer();
        server.writeInt(rest.length + 2 * Integer.BYTES);
        server.writeInt(code);
        server.write(rest);
        server.flush();
    }
}
