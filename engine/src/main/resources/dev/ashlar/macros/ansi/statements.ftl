<#-- One statement of a custom strategy or materialization, between two signs that no SQL holds. -->
<#macro statement>${"\x0001"}<#nested>${"\x0002"}</#macro>
