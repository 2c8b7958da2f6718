using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SignedForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EnteredBy",
                table: "ExaminerConfirmation",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Form",
                table: "ExaminerConfirmation",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SignedOn",
                table: "ExaminerConfirmation",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EnteredBy",
                table: "ExaminerConfirmation");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "ExaminerConfirmation");

            migrationBuilder.DropColumn(
                name: "SignedOn",
                table: "ExaminerConfirmation");
        }
    }
}
