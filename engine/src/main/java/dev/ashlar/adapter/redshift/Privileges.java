package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege;
import dev.ashlar.report.Privilege.GrantOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with relations, roles included, which {@code relacl} does not hold:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html
 */
final class Privileges {
    private static final String QUERY = """
            select trim(namespace_name), trim(relation_name), trim(privilege_type), trim(identity_name), trim(identity_type),
                admin_option, trim(identity_name) = current_user
            from svv_relation_privileges
            where %s
            order by 1, 2, 5, 4, 3
            """;

    private final Map<RelationName, List<Held>> held = new LinkedHashMap<>();

    /** @param own whether the session's user holds it */
    private record Held(Privilege privilege, boolean own) {}

    static Privileges read(Connection connection, CatalogScope scope) throws SQLException {
        Privileges privileges = new Privileges();
        String sql = QUERY.formatted(scope.condition("namespace_name", "relation_name"));
        scope.read(connection, sql, 1, row -> {
            Grantee grantee = grantee(row.getString(5).toLowerCase(Locale.ROOT), row.getString(4));
            Privilege privilege = new Privilege(
                    row.getString(3).toLowerCase(Locale.ROOT),
                    grantee,
                    Optional.empty(),
                    row.getBoolean(6) ? GrantOption.WITH : GrantOption.WITHOUT);
            boolean own = grantee.type() == Grantee.Type.USER && row.getBoolean(7);
            privileges
                    .held
                    .computeIfAbsent(RelationName.of(row.getString(1), row.getString(2)), name -> new ArrayList<>())
                    .add(new Held(privilege, own));
        });
        return privileges;
    }

    private static Grantee grantee(String type, String name) {
        return switch (type) {
            case "public" -> Grantee.EVERYBODY;
            case "group" -> new Grantee(Grantee.Type.GROUP, name);
            case "role" -> new Grantee(Grantee.Type.ROLE, name);
            default -> Grantee.user(name);
        };
    }

    /** Without the owner's own. @param otherOwner empty where the session's user owns it */
    List<Privilege> of(RelationName relation, Optional<String> otherOwner) {
        return held.getOrDefault(relation, List.of()).stream()
                .filter(one -> otherOwner.isEmpty()
                        ? !one.own()
                        : !one.privilege().grantee().equals(Grantee.user(otherOwner.get())))
                .map(Held::privilege)
                .toList();
    }
}
