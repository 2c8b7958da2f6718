#!/usr/bin/env bash
# Makes both provider's first migration anew from the model. Only until the first release; after it migrations are added, never remade.
set -euo pipefail
cd "$(dirname "$0")/.."
p=StudentRecords.Infrastructure
rm -f $p/Migrations/Sqlite/*_Initial*.cs $p/Migrations/SqlServer/*_Initial*.cs $p/Migrations/*/*ModelSnapshot.cs
dotnet build $p -v q -nologo
for provider in Sqlite SqlServer; do
  dotnet ef migrations add Initial --no-build --context ${provider}RegistryDbContext --project $p --startup-project $p --output-dir Migrations/$provider
  for f in $p/Migrations/$provider/*_Initial.cs $p/Migrations/$provider/*_Initial.Designer.cs; do
    sed -i -E 's/"[0-9]{14}_Initial"/"20260901000000_Initial"/' "$f"
    mv "$f" "$(sed -E 's#/[0-9]{14}_#/20260901000000_#' <<<"$f")"
  done
done
