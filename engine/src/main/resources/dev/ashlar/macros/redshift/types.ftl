<#-- A bare varchar or text has 256 bytes. -->
<#function type_string><#return "varchar(65535)"></#function>
