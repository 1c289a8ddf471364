from tests.unit.profile.import_suite import ImportSuite


class TestImportsInPostgres(ImportSuite):
    """The suite over PostgreSQL."""
