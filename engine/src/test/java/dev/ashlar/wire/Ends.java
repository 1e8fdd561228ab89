package dev.ashlar.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** The two sockets of a connection. One thread reads the client and writes the server, the other the reverse. */
final class Ends {
    private static final int BUFFER = 1 << 16;

    private final Socket client;
    private final Socket server;
    private final DataInputStream clientIn;
    private final DataOutputStream clientOut;
    private final DataInputStream serverIn;
    private final DataOutputStream serverOut;

    Ends(Socket client, Socket server) throws IOException {
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        clientIn = new DataInputStream(new BufferedInputStream(client.getInputStream(), BUFFER));
        clientOut = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), BUFFER));
        serverIn = new DataInputStream(new BufferedInputStream(server.getInputStream(), BUFFER));
        serverOut = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), BUFFER));
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
