<#-- A backslash makes the next character a part of the text: https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html -->
'${text?replace("\\", "\\\\")?replace("'", "''")}'
