namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>The demo institution's modules by programme: code, title, credits, period and pattern of assessment.</summary>
internal static class ModuleTitles
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["BSC-CS"] = """
            CS101|Programming|30|Year|C
            CS102|Mathematics for Computing|30|Year|A
            CS103|Computer Systems|30|Spring|A
            CS104|Web Technologies|15|Autumn|B
            CS105|Professional Practice|15|Spring|B
            CS201|Algorithms and Data Structures|30|Year|C
            CS202|Databases|30|Autumn|A
            CS203|Software Engineering|30|Spring|B
            CS204|Networks and Security|15|Autumn|A
            CS205|Human–Computer Interaction|15|Spring|B
            CS301|Individual Project|30|Year|D
            CS302|Machine Learning|30|Autumn|A
            CS303|Distributed Systems|30|Spring|A
            CS304|Computer Graphics|15|Autumn|B
            CS305|Ethics of Computing|15|Spring|B
            """,
        ["BA-HIST"] = """
            HI101|The Historian's Craft|30|Year|B
            HI102|Europe in the Age of Revolutions|30|Autumn|A
            HI103|Britain and the Sea, 1588–1815|30|Spring|A
            HI104|Reading Old Hands|15|Autumn|B
            HI105|History in Public|15|Spring|B
            HI201|Methods and Sources|30|Year|B
            HI202|The Ottoman World|30|Autumn|A
            HI203|Industry and Empire|30|Spring|A
            HI204|Cities of the Hanse|15|Autumn|B
            HI205|Women at Work, 1850–1950|15|Spring|B
            HI301|Dissertation|30|Year|D
            HI302|The Cold War at Home|30|Autumn|A
            HI303|Memory and Monuments|30|Spring|B
            HI304|Plague, Famine and Weather|15|Autumn|B
            HI305|Oral History Workshop|15|Spring|B
            """,
        ["MENG-ME"] = """
            ME101|Engineering Mathematics 1|30|Year|C
            ME102|Statics and Dynamics|30|Autumn|A
            ME103|Materials and Manufacture|30|Spring|A
            ME104|Drawing and Design|15|Autumn|B
            ME105|Workshop Practice|15|Spring|B
            ME201|Engineering Mathematics 2|30|Year|C
            ME202|Thermodynamics|30|Autumn|A
            ME203|Fluid Mechanics|30|Spring|A
            ME204|Electrical Machines|15|Autumn|A
            ME205|Design Project|15|Spring|B
            ME301|Individual Project|30|Year|D
            ME302|Control Engineering|30|Autumn|A
            ME303|Solid Mechanics|30|Spring|A
            ME304|Engineering Management|15|Autumn|B
            ME305|Finite Elements|15|Spring|B
            ME401|Group Project|30|Year|D
            ME402|Advanced Heat Transfer|30|Autumn|A
            ME403|Tribology and Vibration|30|Spring|A
            ME404|Sustainable Energy|15|Autumn|B
            ME405|Industrial Placement Review|15|Spring|B
            """,
        ["MSC-DS"] = """
            DS701|Statistics for Data Science|30|Autumn|A
            DS702|Programming with Data|30|Autumn|C
            DS703|Machine Learning in Practice|30|Spring|A
            DS704|Data, Law and Society|30|Spring|B
            DS705|Data Science Dissertation|60|Year|D
            """,
    };
}
