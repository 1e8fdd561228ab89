/** An SFTP server in this process. */
package dev.ashlar.sftp;
