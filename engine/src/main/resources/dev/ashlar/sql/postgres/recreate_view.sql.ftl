create view ${view}<#if options?has_content> with (${options?join(", ")})</#if> as
${definition}
