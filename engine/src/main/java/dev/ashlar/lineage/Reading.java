package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;

/** What is shared while one query is read: the rules, the relations, what was found, and which names were understood. */
final class Reading {
    final Names names;
    final Inputs inputs;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Reading(Dialect dialect, Inputs inputs) {
        this.names = new Names(dialect);
        this.inputs = inputs;
    }

    Dialect dialect() {
        return names.dialect();
    }

    /** Remembers that a column or a subquery of the parse tree has been dealt with. */
    void saw(Object part) {
        seen.add(part);
    }

    boolean hasSeen(Object part) {
        return seen.contains(part);
    }

    void find(Finding.Kind kind, ASTNodeAccess at, String message, String remedy) {
        find(kind, offset(at.getASTNode()), message, remedy);
    }

    /** Parts that are read again, as recursive ones are, say a thing once. */
    void find(Finding.Kind kind, int offset, String message, String remedy) {
        if (said.add(offset + message)) findings.add(new Finding(kind, offset, message, remedy));
    }

    static int offset(Node node) {
        return node == null || node.jjtGetFirstToken() == null ? 0 : node.jjtGetFirstToken().absoluteBegin - 1;
    }

    List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::offset))
                .toList();
    }
}
