package dev.ashlar.diagnostic;

public enum Severity {
    ERROR,
    WARNING
}
