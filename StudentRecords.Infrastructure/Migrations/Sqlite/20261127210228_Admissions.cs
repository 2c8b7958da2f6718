using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Enrolment.Mappings;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Admissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AwaitsHandover",
                table: "Application",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "QualificationResult",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sitting = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SourceVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleaseAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 11, nullable: true),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    AwardingBody = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualificationResult", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QualificationResult_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_QualificationResult_PersonId_Sitting_SourceVersion",
                table: "QualificationResult",
                columns: new[] { "PersonId", "Sitting", "SourceVersion" });

            migrationBuilder.Sql(DeafApplications.Sqlite);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "QualificationResult");

            migrationBuilder.DropColumn(
                name: "AwaitsHandover",
                table: "Application");
        }
    }
}
