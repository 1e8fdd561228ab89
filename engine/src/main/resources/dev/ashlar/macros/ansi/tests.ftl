<#--
  Generic tests: each writes a SELECT of the rows that fail. `model` may be a subquery, so it always has an alias. Unless a
  test is about nulls, a null neither passes nor fails it: `not_null` is there for that.
-->

<#-- A bound or value as SQL: numbers and expressions as written, dates as literals. -->
<#function _value value>
  <#if value?is_boolean><#return value?c></#if>
  <#if value?is_date_like>
    <#return value?is_date_only?then("date '", "timestamp '") + value?string + "'">
  </#if>
  <#if value?is_string && value?matches(r"\d{4}-\d{2}-\d{2}")><#return "date '" + value + "'"></#if>
  <#if value?is_string && value?matches(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?")><#return "timestamp '" + value + "'"></#if>
  <#return value?string>
</#function>

<#function _columns columns>
  <#return columns?is_string?then(columns, columns?is_sequence?then(columns?join(", "), columns?string))>
</#function>

<#macro test_unique model column_name>
select ${column_name} as unique_field, count(*) as n_records
from ${model} as tested
where ${column_name} is not null
group by ${column_name}
having count(*) > 1
</#macro>

<#macro test_not_null model column_name>
select *
from ${model} as tested
where ${column_name} is null
</#macro>

<#macro test_accepted_values model column_name values quote=true>
<#if values?size == 0>${fail("Generic test 'accepted_values' needs at least one value.")}</#if>
select ${column_name} as value_field, count(*) as n_records
from ${model} as tested
where ${column_name} not in (<#list values as value><#if quote>${string_literal(value?is_boolean?then(value?c, value?string))}<#else>${_value(value)}</#if><#sep>, </#sep></#list>)
group by ${column_name}
</#macro>

<#macro test_relationships model column_name to field>
select *
from ${model} as tested
where ${column_name} is not null
    and not exists (
        select 1
        from (select ${field} as ashlar_parent_key from ${to} as parent) as parents
        where parents.ashlar_parent_key = ${column_name}
    )
</#macro>

<#-- Nulls are equal here: two rows (1, null) are duplicates. -->
<#macro test_unique_combination model combination_of_columns=[] columns=[] quote_columns=false column_name="">
<#local names = combination_of_columns?has_content?then(combination_of_columns, columns)>
<#if !names?has_content>${fail("Generic test 'unique_combination' lacks its argument 'combination_of_columns'.")}</#if>
<#local list = []>
<#list names as name><#local list = list + [quote_columns?then(adapter.quote(name), name)]></#list>
select ${list?join(", ")}, count(*) as n_records
from ${model} as tested
group by ${list?join(", ")}
having count(*) > 1
</#macro>

<#-- Of a column: the expression follows its name, as in `>= 0`. -->
<#macro test_expression_is_true model expression column_name="">
select *
from ${model} as tested
where not (<#if column_name?string?has_content>${column_name} </#if>${expression})
</#macro>

<#macro test_accepted_range model column_name min_value="" max_value="" inclusive=true>
<#if !min_value?has_content && !max_value?has_content>
${fail("Generic test 'accepted_range' wants min_value, max_value or both.")}
</#if>
select *
from ${model} as tested
where false
<#if min_value?has_content>
    or ${column_name} ${inclusive?then("<", "<=")} ${_value(min_value)}
</#if>
<#if max_value?has_content>
    or ${column_name} ${inclusive?then(">", ">=")} ${_value(max_value)}
</#if>
</#macro>

<#macro test_row_count_between model min_value="" max_value="" column_name="">
<#if !min_value?has_content && !max_value?has_content>
${fail("Generic test 'row_count_between' wants min_value, max_value or both.")}
</#if>
select row_count
from (select count(*) as row_count from ${model} as tested) as counted
where false
<#if min_value?has_content>
    or row_count < ${min_value}
</#if>
<#if max_value?has_content>
    or row_count > ${max_value}
</#if>
</#macro>

<#macro test_row_count_matches model compare_model="" to="" column_name="">
<#local other = compare_model?has_content?then(compare_model, to)>
<#if !other?has_content>${fail("Generic test 'row_count_matches' lacks its argument 'compare_model'.")}</#if>
select row_count, compared_row_count
from (select count(*) as row_count from ${model} as tested) as counted
cross join (select count(*) as compared_row_count from ${other} as compared) as compared_count
where row_count <> compared_row_count
</#macro>

<#-- A relation without a value in the field is not recent. -->
<#macro test_recency model datepart interval field="" column_name="" ignore_time_component=false>
<#local name = field?has_content?then(field, column_name?string)>
<#if !name?has_content>${fail("Generic test 'recency' lacks its argument 'field'.")}</#if>
<#local day = ignore_time_component?then("date", "timestamp")>
select most_recent, threshold
from (
    select
        cast(max(${name}) as ${day}) as most_recent,
        cast(${dateadd(datepart, "-(" + interval + ")", current_timestamp())} as ${day}) as threshold
    from ${model} as tested
) as age
where most_recent is null or most_recent < threshold
</#macro>

<#-- A relation without rows passes. -->
<#macro test_not_null_proportion model column_name at_least at_most=1.0>
select not_null_proportion
from (
    select cast(count(${column_name}) as ${type_float()}) / nullif(count(*), 0) as not_null_proportion
    from ${model} as tested
) as proportion
where not_null_proportion < ${at_least} or not_null_proportion > ${at_most}
</#macro>

<#-- The pattern may be found anywhere; ^ and $ bind it to the ends. -->
<#macro test_matches_pattern model column_name pattern>
select *
from ${model} as tested
where not ${_matches("cast(" + column_name + " as " + type_string() + ")", string_literal(pattern))}
</#macro>

<#-- Every value but the first lies at most one interval after the one before. Duplicates are no gaps. -->
<#macro test_no_gaps model column_name interval=1 datepart="" group_by_columns=[]>
<#local after = datepart?has_content?then(dateadd(datepart, interval, "previous_value"), "previous_value + (" + interval + ")")>
<#local value = datepart?has_content?then("cast(" + column_name + " as timestamp)", column_name?string)>
<#local groups = group_by_columns?is_string?then([group_by_columns], group_by_columns)>
select *
from (
    select
        <#list groups as name>${name}, </#list>${value} as present_value,
        lag(${value}) over (<#if groups?has_content>partition by ${groups?join(", ")} </#if>order by ${value}) as previous_value
    from ${model} as tested
    where ${column_name} is not null
) as neighbours
where present_value > ${after}
</#macro>

<#-- A null lower bound is open to the past, a null upper bound to the future. gaps: allowed, not_allowed, required. -->
<#macro test_mutually_exclusive_ranges model lower_bound_column upper_bound_column partition_by="" gaps="allowed" zero_length_range_allowed=false column_name="">
<#if !["allowed", "not_allowed", "required"]?seq_contains(gaps)>
${fail("Generic test 'mutually_exclusive_ranges' knows gaps allowed, not_allowed and required, not '" + gaps + "'.")}
</#if>
<#local window = "(" + partition_by?has_content?then("partition by " + _columns(partition_by) + " ", "") + "order by " + lower_bound_column + " nulls first, " + upper_bound_column + " nulls last)">
select *
from (
    select
        tested.*,
        lead(1) over ${window} as has_next,
        lead(${lower_bound_column}) over ${window} as next_lower_bound
    from ${model} as tested
) as ranges
where ${lower_bound_column} ${zero_length_range_allowed?then(">", ">=")} ${upper_bound_column}
    or (has_next = 1 and (${upper_bound_column} is null or next_lower_bound is null))
<#if gaps == "allowed">
    or ${upper_bound_column} > next_lower_bound
<#elseif gaps == "not_allowed">
    or ${upper_bound_column} <> next_lower_bound
<#else>
    or ${upper_bound_column} >= next_lower_bound
</#if>
</#macro>

<#-- The sum of the column equals that of `field` in the relation `to`, for each key or in all; a null counts as zero. -->
<#macro test_sum_matches model column_name to field="" key=[] to_key=[] tolerance=0>
<#local own_keys = key?is_string?then([key], key)>
<#local other_keys = to_key?has_content?then(to_key?is_string?then([to_key], to_key), own_keys)>
<#if own_keys?size != other_keys?size>${fail("Generic test 'sum_matches' wants as many columns in to_key as in key.")}</#if>
<#local amount = field?has_content?then(field, column_name?string)>
select <#list own_keys as k>${k}, </#list>sum(own_amount) as own_sum, sum(other_amount) as other_sum, sum(own_amount) - sum(other_amount) as difference
from (
    select <#list own_keys as k>${k} as ${k}, </#list>coalesce(${column_name}, 0) as own_amount, 0 as other_amount
    from ${model} as tested
    union all
    select <#list other_keys as k>${k} as ${own_keys[k?index]}, </#list>0 as own_amount, coalesce(${amount}, 0) as other_amount
    from ${to} as compared
) as amounts
<#if own_keys?has_content>
group by ${own_keys?join(", ")}
</#if>
having abs(sum(own_amount) - sum(other_amount)) > ${tolerance}
</#macro>
