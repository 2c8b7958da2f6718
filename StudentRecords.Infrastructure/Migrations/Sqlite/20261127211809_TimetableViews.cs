using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TimetableViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TeachingEvent_Key_SourceVersion",
                table: "TeachingEvent");

            migrationBuilder.AddColumn<long>(
                name: "BookingVersion",
                table: "TeachingEvent",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "RoomVersion",
                table: "TeachingEvent",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "StateVersion",
                table: "TeachingEvent",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Turns",
                table: "TeachingEvent",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "WholeVersion",
                table: "TeachingEvent",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "HidesCancelled",
                table: "LocalFlow",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // what is held was said whole by the version that it has
            migrationBuilder.Sql("UPDATE TeachingEvent SET WholeVersion = SourceVersion, StateVersion = SourceVersion, RoomVersion = SourceVersion;");

            migrationBuilder.CreateTable(
                name: "TeachingRoom",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Building = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeachingRoom", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TimetableClash",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EventKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OtherKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Room = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClearedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TimetableClash", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_GroupCode_StartsAt",
                table: "TeachingEvent",
                columns: new[] { "GroupCode", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_Key_SourceVersion_Turns",
                table: "TeachingEvent",
                columns: new[] { "Key", "SourceVersion", "Turns" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_StartsAt_IsCurrent",
                table: "TeachingEvent",
                columns: new[] { "StartsAt", "IsCurrent" });

            migrationBuilder.CreateIndex(
                name: "IX_SpaceNotice_Room_StartsAt",
                table: "SpaceNotice",
                columns: new[] { "Room", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TeachingRoom_Key",
                table: "TeachingRoom",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeachingRoom_Site_Building",
                table: "TeachingRoom",
                columns: new[] { "Site", "Building" });

            migrationBuilder.CreateIndex(
                name: "IX_TimetableClash_ClearedAt_EndsAt",
                table: "TimetableClash",
                columns: new[] { "ClearedAt", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TimetableClash_EventKey",
                table: "TimetableClash",
                column: "EventKey");

            migrationBuilder.CreateIndex(
                name: "IX_TimetableClash_Key",
                table: "TimetableClash",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TimetableClash_OtherKey",
                table: "TimetableClash",
                column: "OtherKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TeachingRoom");

            migrationBuilder.DropTable(
                name: "TimetableClash");

            migrationBuilder.DropIndex(
                name: "IX_TeachingEvent_GroupCode_StartsAt",
                table: "TeachingEvent");

            migrationBuilder.DropIndex(
                name: "IX_TeachingEvent_Key_SourceVersion_Turns",
                table: "TeachingEvent");

            migrationBuilder.DropIndex(
                name: "IX_TeachingEvent_StartsAt_IsCurrent",
                table: "TeachingEvent");

            migrationBuilder.DropIndex(
                name: "IX_SpaceNotice_Room_StartsAt",
                table: "SpaceNotice");

            migrationBuilder.DropColumn(
                name: "BookingVersion",
                table: "TeachingEvent");

            migrationBuilder.DropColumn(
                name: "RoomVersion",
                table: "TeachingEvent");

            migrationBuilder.DropColumn(
                name: "StateVersion",
                table: "TeachingEvent");

            migrationBuilder.DropColumn(
                name: "Turns",
                table: "TeachingEvent");

            migrationBuilder.DropColumn(
                name: "WholeVersion",
                table: "TeachingEvent");

            migrationBuilder.DropColumn(
                name: "HidesCancelled",
                table: "LocalFlow");

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_Key_SourceVersion",
                table: "TeachingEvent",
                columns: new[] { "Key", "SourceVersion" },
                unique: true);
        }
    }
}
