package dev.ashlar.load.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A part of a workbook, read element by element. Names stand without their namespaces, of which there are two generations. */
final class XlsxXml implements AutoCloseable {
    /** Nothing in a workbook is declared outside of it. */
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader xml;

    private XlsxXml(InputStream in) throws XMLStreamException {
        this.in = in;
        this.xml = FACTORY.createXMLStreamReader(in);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static XlsxXml of(InputStream in) throws IOException, XMLStreamException {
        try {
            return new XlsxXml(new BufferedInputStream(in));
        } catch (XMLStreamException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    /** Goes on to the start of the next element. @return false at the end */
    boolean nextStart() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) return true;
        }
        return false;
    }

    /** Goes on to the start or the end of the next element. @return 1 at a start, 2 at an end, 8 at the end of the part */
    int next() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) return event;
        }
        return XMLStreamConstants.END_DOCUMENT;
    }

    String name() {
        return xml.getLocalName();
    }

    Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) return Optional.of(xml.getAttributeValue(i));
        }
        return Optional.empty();
    }

    /** The text of this element, which has no other within. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.START_ELEMENT ->
                    throw new XMLStreamException("an element stands within a text", xml.getLocation());
                default -> {
                    // a comment says nothing
                }
            }
            if (text.length() > TextFile.LONGEST_RECORD) throw tooMuch("a cell holds");
        }
    }

    /** @param who as in {@code a cell holds} */
    static FileFault tooMuch(String who) {
        return new FileFault(
                0, who + " more than " + TextFile.LONGEST_RECORD / (1 << 20) + " million characters", null);
    }

    /** The text of this element and of those within, but for how it is pronounced. */
    String richText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        String outer = name();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_DOCUMENT) return text.toString();
            if (event == XMLStreamConstants.END_ELEMENT && name().equals(outer)) return unescaped(text.toString());
            if (event != XMLStreamConstants.START_ELEMENT) continue;
            if (name().equals("rPh")) skip("rPh");
            else if (name().equals("t")) text.append(text());
            if (text.length() > TextFile.LONGEST_RECORD) throw tooMuch("a cell holds");
        }
    }

    private void skip(String outer) throws XMLStreamException {
        int event = next();
        while (event != XMLStreamConstants.END_DOCUMENT
                && !(event == XMLStreamConstants.END_ELEMENT && name().equals(outer))) event = next();
    }

    /** Signs that XML cannot hold are written {@code _x000D_}. */
    static String unescaped(String text) {
        int at = text.indexOf("_x");
        if (at < 0) return text;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean coded = text.startsWith("_x", i)
                    && i + 7 <= text.length()
                    && text.charAt(i + 6) == '_'
                    && text.substring(i + 2, i + 6).matches("[0-9A-Fa-f]{4}");
            if (coded) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    @Override
    public void close() {
        try {
            xml.close();
            in.close();
        } catch (XMLStreamException | IOException alreadyRead) {
            // what was read stays right, and there is nothing to save
        }
    }
}
