using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
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
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Form",
                table: "ExaminerConfirmation",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SignedOn",
                table: "ExaminerConfirmation",
                type: "date",
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
