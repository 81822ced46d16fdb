"""PostgreSQL full text with pg_trgm, on a server of its own in the folder of the run.

Set-up: dictionary `simple` over unaccented text, weights A to D, GIN indexes on the vectors and on the trigrams of the titles; no
parallel queries, no jit. All words are asked for, the last one as a prefix; where nothing has all of them: titles that hold the text
(ILIKE) or come near to it (word similarity, pg_trgm). The server listens on a socket in the folder and on nothing else, runs as
`postgres` where the benchmarks run as root, and is stopped at the end.
"""
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

import psycopg

from .corpus import words

NAME = "PostgreSQL"


class Engine:
    def __init__(self, folder):
        self.binaries = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        self.folder = folder / "postgres"
        self.db = None
        self.version = subprocess.run([self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]

    def run(self, *command):
        """Postgres refuses to run as root."""
        user = {"user": "postgres"} if os.getuid() == 0 else {}
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", **user)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")

    def start(self):
        if self.db is not None:
            return
        data = self.folder / "data"
        if not (self.folder / "data" / "PG_VERSION").exists():
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir()
            if os.getuid() == 0:
                os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
            self.run(self.binaries / "initdb", "--pgdata", data, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--username", "benchmarks")
        settings = {"listen_addresses": "", "unix_socket_directories": self.folder, "shared_buffers": "1GB", "work_mem": "64MB", "maintenance_work_mem": "512MB",
                    "jit": "off", "max_parallel_workers_per_gather": "0", "fsync": "off", "autovacuum": "off", "max_wal_size": "4GB"}
        options = " ".join(f"-c {key}={value}" if value != "" else f"-c {key}=''" for key, value in settings.items())
        self.run(self.binaries / "pg_ctl", "--pgdata", data, "--log", self.folder / "log", "--wait", "--options", options, "start")
        self.db = psycopg.connect(host=str(self.folder), user="benchmarks", dbname="postgres", autocommit=True)

    def build(self, documents):
        self.start()
        self.db.execute("""
            CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;
            DROP TABLE IF EXISTS sold; DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS place;
            CREATE TABLE document (number int PRIMARY KEY, id text NOT NULL, title text NOT NULL, vector tsvector NOT NULL);
            CREATE TABLE place (number int PRIMARY KEY, name text NOT NULL UNIQUE);
            CREATE TABLE sold (place int NOT NULL, document int NOT NULL)""")
        places, sold = {}, []
        with self.db.cursor() as cursor:
            for number, d in enumerate(documents, 1):
                cursor.execute("""
                    INSERT INTO document VALUES (%s, %s, %s,
                      setweight(to_tsvector('simple', unaccent(%s)), 'A') || setweight(to_tsvector('simple', unaccent(%s)), 'B')
                      || setweight(to_tsvector('simple', unaccent(%s)), 'C') || setweight(to_tsvector('simple', unaccent(%s)), 'D'))""",
                               (number, d.id, d.title, d.title, d.codes, d.product + " " + d.publisher, d.description))
                sold += [(places.setdefault(p, len(places)), number) for p in d.places]
            with cursor.copy("COPY sold FROM STDIN") as copy:
                for row in sold:
                    copy.write_row(row)
            cursor.executemany("INSERT INTO place VALUES (%s, %s)", [(number, name) for name, number in places.items()])
        self.db.execute("""
            ALTER TABLE sold ADD PRIMARY KEY (place, document);
            CREATE INDEX ON document USING gin (vector);
            CREATE INDEX ON document USING gin (title gin_trgm_ops)""")
        self.db.execute("VACUUM ANALYZE")

    def search(self, text, place, limit=20):
        self.start()
        asked = [t for w in words(text) for t in re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", w.replace("_", " "))]
        if not asked:
            return []
        # As the parser cuts the documents, so it cuts the words: a code becomes its parts in a row.
        expression = " & ".join("'" + t.replace("'", "''").replace("\\", "\\\\") + "'" + (":*" if i == len(asked) - 1 else "") for i, t in enumerate(asked))
        found = self.ask("""
            SELECT d.id, d.title FROM document d, to_tsquery('simple', unaccent(%s)) q
            WHERE d.vector @@ q AND EXISTS (SELECT 1 FROM sold WHERE place = (SELECT number FROM place WHERE name = %s) AND document = d.number)
            ORDER BY ts_rank('{0.1, 0.4, 0.7, 1.0}', d.vector, q, 1) DESC, d.number LIMIT %s""", (expression, place, limit))
        text = " ".join(asked)
        return found or self.ask("""
            SELECT d.id, d.title FROM document d
            WHERE (d.title ILIKE %s OR %s <%% d.title) AND EXISTS (SELECT 1 FROM sold WHERE place = (SELECT number FROM place WHERE name = %s) AND document = d.number)
            ORDER BY word_similarity(%s, d.title) DESC, length(d.title), d.number LIMIT %s""",
                                 ("%" + text.replace("\\", "\\\\").replace("%", "\\%") + "%", text, place, text, limit))

    def ask(self, statement, values):
        return [row[0] for row in self.db.execute(statement, values, prepare=True).fetchall()]

    def close(self):
        if self.db is not None:
            self.db.close()
            self.db = None
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run(self.binaries / "pg_ctl", "--pgdata", self.folder / "data", "--wait", "--mode", "fast", "stop")
