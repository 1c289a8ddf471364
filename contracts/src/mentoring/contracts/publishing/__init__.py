"""What is published of the contracts: JSON Schemas, AsyncAPI documents, and the check against the last release."""
