using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LatePenalties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PenaltyEntry_Reverses",
                table: "PenaltyEntry");

            migrationBuilder.AddColumn<long>(
                name: "BoardId",
                table: "PenaltyEntry",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PackVersion",
                table: "PenaltyEntry",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposedBy",
                table: "PenaltyEntry",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposedRoute",
                table: "PenaltyEntry",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SettledAt",
                table: "PenaltyEntry",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SettledBy",
                table: "PenaltyEntry",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "PenaltyEntry",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "InEffect");

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "PenaltyEntry",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_BoardId",
                table: "PenaltyEntry",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_Reverses",
                table: "PenaltyEntry",
                column: "Reverses",
                unique: true,
                filter: "Reverses IS NOT NULL AND State = 'InEffect'");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_State",
                table: "PenaltyEntry",
                column: "State");

            migrationBuilder.AddForeignKey(
                name: "FK_PenaltyEntry_ExamBoard_BoardId",
                table: "PenaltyEntry",
                column: "BoardId",
                principalTable: "ExamBoard",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PenaltyEntry_ExamBoard_BoardId",
                table: "PenaltyEntry");

            migrationBuilder.DropIndex(
                name: "IX_PenaltyEntry_BoardId",
                table: "PenaltyEntry");

            migrationBuilder.DropIndex(
                name: "IX_PenaltyEntry_Reverses",
                table: "PenaltyEntry");

            migrationBuilder.DropIndex(
                name: "IX_PenaltyEntry_State",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "BoardId",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "PackVersion",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "ProposedBy",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "ProposedRoute",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "SettledAt",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "SettledBy",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "State",
                table: "PenaltyEntry");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "PenaltyEntry");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_Reverses",
                table: "PenaltyEntry",
                column: "Reverses",
                unique: true,
                filter: "Reverses IS NOT NULL");
        }
    }
}
