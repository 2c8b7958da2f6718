using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LocalVariation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LocalFlow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    IsOperated = table.Column<bool>(type: "bit", nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Cadence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Channel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocalFlow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LocalSystem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    System = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    IsOperated = table.Column<bool>(type: "bit", nullable: false),
                    Product = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocalSystem", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LocalFlow_Flow",
                table: "LocalFlow",
                column: "Flow",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LocalSystem_System",
                table: "LocalSystem",
                column: "System",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LocalFlow");

            migrationBuilder.DropTable(
                name: "LocalSystem");
        }
    }
}
