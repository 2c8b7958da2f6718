using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Benchmarks.Hesa;

/// <summary>The peers: a row a field, keyed on entity, key path and field, joined in full and rolled up to the entities, level by level.</summary>
internal sealed class FieldRows(BenchFolder folder, CollectionDefinition collection, int students)
{
    private readonly string before = folder.File($"before-{students}.csv");
    private readonly string now = folder.File($"now-{students}.csv");

    /// <summary>The statement that both peers run, on tables <c>before</c> and <c>now</c> of (entity, parent, keypath, field, value).</summary>
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE fields AS
        SELECT coalesce(n.entity, b.entity) AS entity, coalesce(n.parent, b.parent) AS parent, coalesce(n.keypath, b.keypath) AS keypath, coalesce(n.field, b.field) AS field,
          CASE WHEN n.value = 'NULL ERROR' THEN 'E' WHEN b.value IS NULL THEN 'N' WHEN n.value IS NULL THEN 'G' WHEN n.value <> b.value THEN 'A' ELSE 'U' END AS status,
          n.value AS reported, b.value AS previous
        FROM now n FULL OUTER JOIN before b ON n.entity = b.entity AND n.keypath = b.keypath AND n.field = b.field
        """,
        """
        CREATE TABLE entities AS
        SELECT entity, parent, keypath,
          CASE WHEN sum(status = 'E') > 0 THEN 'E' WHEN sum(status = 'N') = count(*) THEN 'N' WHEN sum(status = 'G') = count(*) THEN 'D' WHEN sum(status IN ('N', 'A', 'G')) > 0 THEN 'A' ELSE 'U' END AS status
        FROM fields GROUP BY entity, parent, keypath
        """,
    ];

    private const string RollUp = "UPDATE entities SET status = 'I' WHERE status = 'U' AND keypath IN (SELECT parent FROM entities WHERE status IN ('N', 'A', 'I', 'D'))";

    public void Write()
    {
        Write(before, isNext: false);
        Write(now, isNext: true);
    }

    /// <summary>Seconds of the join and the roll-up, the tables being loaded already.</summary>
    public async Task<double> DuckDbAsync(string npm)
    {
        var script = folder.File("peer.cjs");
        await File.WriteAllTextAsync(script, $$"""
            const { DuckDBInstance } = require(process.argv[2] + '/node_modules/@duckdb/node-api');
            (async () => {
              const db = await (await DuckDBInstance.create(process.argv[3], { threads: '2' })).connect();
              for (const [table, file] of [['before', process.argv[4]], ['now', process.argv[5]]])
                await db.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}', header = true, all_varchar = true)`);
              const start = process.hrtime.bigint();
              for (const sql of {{System.Text.Json.JsonSerializer.Serialize(Statements)}}) await db.run(sql);
              for (let level = 5; level > 1; level--) await db.run({{System.Text.Json.JsonSerializer.Serialize(RollUp)}});
              console.log(Number(process.hrtime.bigint() - start) / 1e9);
              process.exit(0);
            })();
            """);
        using var node = Process.Start(new ProcessStartInfo("node", [script, npm, folder.File("peer.duckdb"), before, now]) { RedirectStandardOutput = true })!;
        var told = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return double.Parse(told, CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds of the join and the roll-up, the tables being loaded and indexed already, with the promises that the store gives: what is written is on the disk.</summary>
    public double Sqlite()
    {
        using var db = new SqliteConnection($"Data Source={folder.File($"peer-{students}.db")};Pooling=False");
        db.Open();
        Run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
        foreach (var (table, path) in new[] { ("before", before), ("now", now) })
        {
            Load(db, table, path);
        }

        var watch = Stopwatch.StartNew();
        foreach (var sql in Statements)
        {
            Run(db, sql);
        }

        Run(db, "CREATE INDEX entities_parent ON entities(parent, status); CREATE INDEX entities_key ON entities(keypath)");
        for (var level = 5; level > 1; level--)
        {
            Run(db, RollUp);
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static void Load(SqliteConnection db, string table, string path)
    {
        Run(db, $"CREATE TABLE {table}(entity TEXT, parent TEXT, keypath TEXT, field TEXT, value TEXT)");
        using (var transaction = db.BeginTransaction())
        {
            using var insert = db.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} VALUES ($a, $b, $c, $d, $e)";
            var parameters = new[] { "$a", "$b", "$c", "$d", "$e" }.Select(n => insert.Parameters.Add(n, SqliteType.Text)).ToList();
            foreach (var line in File.ReadLines(path).Skip(1).Select(l => l.Split(',')))
            {
                for (var i = 0; i < 5; i++)
                {
                    parameters[i].Value = line[i];
                }

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Run(db, $"CREATE INDEX {table}_key ON {table}(entity, keypath, field, value)");
    }

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private void Write(string path, bool isNext)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("entity,parent,keypath,field,value");
        foreach (var entity in new ReturnGenerator(collection, students, isNext).Entities())
        {
            var key = EntityKey.Display(entity.KeyPath, collection) + "/" + entity.Entity.Name;
            var parent = entity.Entity.Parent is { } above ? EntityKey.Display(EntityKey.ParentOf(entity.KeyPath).ToString(), collection) + "/" + above.Name : "";
            foreach (var field in entity.Entity.Fields)
            {
                if (entity.Fields[field.Index] is { } value)
                {
                    file.WriteLine($"{entity.Entity.Name},{parent},{key},{field.Name},{value}");
                }
            }
        }
    }
}
