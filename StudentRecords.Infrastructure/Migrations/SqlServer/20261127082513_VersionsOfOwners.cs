using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class VersionsOfOwners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LoanNotice_PersonId",
                table: "LoanNotice");

            migrationBuilder.DropIndex(
                name: "IX_LoanNotice_Reference",
                table: "LoanNotice");

            migrationBuilder.DropIndex(
                name: "IX_FundingAward_Source_Key",
                table: "FundingAward");

            migrationBuilder.AddColumn<long>(
                name: "SourceVersion",
                table: "LoanNotice",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.CreateTable(
                name: "LastWord",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LastWord", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoanNotice_PersonId_AcademicYear_Reference_SourceVersion",
                table: "LoanNotice",
                columns: new[] { "PersonId", "AcademicYear", "Reference", "SourceVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FundingAward_Source_Key_PersonId",
                table: "FundingAward",
                columns: new[] { "Source", "Key", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LastWord_Key",
                table: "LastWord",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LastWord");

            migrationBuilder.DropIndex(
                name: "IX_LoanNotice_PersonId_AcademicYear_Reference_SourceVersion",
                table: "LoanNotice");

            migrationBuilder.DropIndex(
                name: "IX_FundingAward_Source_Key_PersonId",
                table: "FundingAward");

            migrationBuilder.DropColumn(
                name: "SourceVersion",
                table: "LoanNotice");

            migrationBuilder.CreateIndex(
                name: "IX_LoanNotice_PersonId",
                table: "LoanNotice",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LoanNotice_Reference",
                table: "LoanNotice",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FundingAward_Source_Key",
                table: "FundingAward",
                columns: new[] { "Source", "Key" },
                unique: true);
        }
    }
}
