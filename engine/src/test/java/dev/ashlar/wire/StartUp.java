package dev.ashlar.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The messages without a type that open a connection. Encryption is offered where there is a certificate. */
final class StartUp {
    private static final int CANCEL = 80877102;
    private static final int TLS = 80877103;
    private static final int GSS = 80877104;

    private final Ends ends;
    private final Translation translation;
    private final Optional<SSLContext> certificate;

    StartUp(Ends ends, Translation translation, Optional<SSLContext> certificate) {
        this.ends = ends;
        this.translation = translation;
        this.certificate = certificate;
    }

    /** The client's application name; empty if it came only to cancel another connection's statement. */
    Optional<String> pass() throws IOException {
        while (true) {
            int length = ends.fromClient().readInt();
            Message message = new Message('\0', ends.fromClient().readNBytes(length - Integer.BYTES));
            Message.Fields fields = message.fields();
            int code = fields.int32();
            switch (code) {
                case TLS -> {
                    if (certificate.isPresent()) ends.encryptClient(certificate.get());
                    else ends.answerEncryption('N');
                }
                case GSS -> ends.answerEncryption('N');
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
