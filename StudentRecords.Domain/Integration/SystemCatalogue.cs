namespace StudentRecords.Domain.Integration;

/// <summary>The systems and actors of the reference model that the record speaks with, by code.</summary>
public static class SystemCatalogue
{
    public static readonly IReadOnlyDictionary<string, string> Names = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ACC"] = "Accommodation and conferencing",
        ["AI"] = "Academic Integrity",
        ["AM"] = "Attendance monitoring",
        ["BI"] = "Business Intelligence",
        ["CM"] = "Curriculum management",
        ["CMS"] = "Content management",
        ["CRIS"] = "Research information",
        ["CRM"] = "Admissions and relationship management",
        ["DW"] = "Data Warehouse",
        ["EDRMS"] = "Document and records management",
        ["ESB"] = "Integration hub (this product)",
        ["EST"] = "Estates",
        ["EWP"] = "Enterprise web portal",
        ["EXAMBOARD"] = "Exam Board",
        ["EXAMS"] = "Exam Scheduling",
        ["EXTEX"] = "External Examiner",
        ["FIN"] = "Finance",
        ["HESA"] = "HESA",
        ["HR"] = "Human resources",
        ["IAM"] = "Identity and access management",
        ["ITSM"] = "IT service management",
        ["LIB"] = "Library",
        ["OIV"] = "Online identity verification",
        ["PAY"] = "Payroll",
        ["RP"] = "Research Proposals",
        ["SETS"] = "Teaching evaluation",
        ["SIS"] = "Student Records",
        ["SLC"] = "Student Loans Company",
        ["TTB"] = "Timetabling",
        ["UCAS"] = "UCAS",
        ["UKVI"] = "UK Visas & Immigration",
        ["VLE"] = "Virtual learning environment",
        ["WELL"] = "Student Wellbeing & Disability",
    };
}
