package dev.ashlar.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** The two sockets of a connection. One thread reads the client and writes the server, the other the reverse. */
final class Ends {
    private static final int BUFFER = 1 << 16;

    private final Socket server;
    private final DataInputStream serverIn;
    private final DataOutputStream serverOut;
    private Socket client;
    private DataInputStream clientIn;
    private DataOutputStream clientOut;

    Ends(Socket client, Socket server) throws IOException {
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        reach(client);
        serverIn = new DataInputStream(new BufferedInputStream(server.getInputStream(), BUFFER));
        serverOut = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), BUFFER));
    }

    private void reach(Socket socket) throws IOException {
        client = socket;
        clientIn = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        clientOut = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    }

    /** Before anything else was said: the client waits for the answer, so nothing of it is read ahead. */
    void encryptClient(SSLContext certificate) throws IOException {
        answerEncryption('S');
        reach(certificate.getSocketFactory().createSocket(client, null, true));
    }

    DataInputStream fromClient() {
        return clientIn;
    }

    DataInputStream fromServer() {
        return serverIn;
    }

    DataOutputStream rawToServer() {
        return serverOut;
    }

    void toClient(Message message) throws IOException {
        message.write(clientOut);
    }

    void toServer(Message message) throws IOException {
        message.write(serverOut);
    }

    void answerEncryption(char answer) throws IOException {
        clientOut.writeByte(answer);
        clientOut.flush();
    }

    void flushServer() throws IOException {
        serverOut.flush();
    }

    void flushServerIfIdle() throws IOException {
        if (clientIn.available() == 0) serverOut.flush();
    }

    void flushClientIfIdle(boolean now) throws IOException {
        if (now || serverIn.available() == 0) clientOut.flush();
    }

    /** Both at once, so that the server ends the session's transaction. */
    void close() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // a socket that cannot be closed is closed
            }
        }
    }
}
