package dev.zjail.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads pages of the report. */
final class Pages {
    private Pages() {}

    /**
     * A page is well-formed XML but for its void elements: an XML parser tells whether any text got out of its place.
     */
    static Document parse(String page) throws Exception {
        String xml = page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|link|br)( [^>]*)?>", "<$1$2/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    static List<Element> elements(Node within, String tag) {
        NodeList found = within instanceof Document document
                ? document.getElementsByTagName(tag)
                : ((Element) within).getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The texts of the cells of each row of the table with that caption, column headers left out. */
    static List<List<String>> table(Document page, String captionStart) {
        Element table = elements(page, "table").stream()
                .filter(candidate -> elements(candidate, "caption").stream()
                        .anyMatch(caption -> caption.getTextContent().startsWith(captionStart)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table \"" + captionStart + "\""));
        return elements(table, "tr").stream()
                .filter(row -> !row.getParentNode().getNodeName().equals("thead"))
                .map(Pages::cells)
                .toList();
    }

    private static List<String> cells(Element row) {
        List<String> texts = new ArrayList<>();
        for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                texts.add(child.getTextContent());
            }
        }
        return texts;
    }

    static List<String> texts(Document page, String tag) {
        return elements(page, tag).stream().map(Element::getTextContent).toList();
    }
}
