<#function type_string><#return "text"></#function>
