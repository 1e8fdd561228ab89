/**
 * An S3 for tests: what the AWS SDK's client and Redshift's COPY need of it, in memory, on a port of this machine.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">S3's operations</a>
 */
package dev.ashlar.s3;
