-- The tables of a store, format version 3. Instants are UTC microseconds since 1970-01-01 (BIGINT).
-- Tickets are numbered densely; a ticket that a newer export replaces gets a fresh number, so that appended
-- events stay clustered by (ticket, at, seq).
create table meta (name varchar primary key, value varchar not null);

create table imports (
    import integer primary key,
    source varchar not null,        -- whose tickets: 'servicenow', 'freshdesk', or the name that a column map gives
    format varchar not null,        -- the reader that read the file
    file varchar not null,          -- the file's name without its folder
    sha256 varchar not null,        -- of the file's bytes
    options varchar not null,       -- JSON of every option that changes what is read
    tickets bigint not null,        -- tickets in the file
    events bigint not null,
    rejected bigint not null
);

-- One row: one ticket.
create table tickets (
    ticket integer not null,
    source varchar not null,
    key varchar not null,           -- the ticket's id in its help desk
    opened_at bigint not null,
    latest_at bigint not null,      -- the last instant that its history tells of
    fidelity tinyint not null,      -- events.Fidelity
    knows smallint not null,        -- events.Knows
    import integer not null
);

-- One row: one dated fact. Clustered by (ticket, at, seq); seq orders facts of one instant.
create table events (
    ticket integer not null,
    "at" bigint not null,           -- quoted: a bare `at` is a keyword of DuckDB
    seq integer not null,           -- from 0 in each ticket, in order of (at, the source's own order)
    kind tinyint not null,          -- events.Kind
    actor tinyint not null,         -- events.Actor
    flags tinyint not null,         -- events.Flag
    field smallint not null,        -- of a change: fields.field; of a message: the field 'text'; else 0
    value integer not null,         -- words.code of that field; 0 is empty
    person integer not null         -- words.code of the field 'person'; 0 is not known
);

create table fields (field smallint primary key, name varchar not null unique);

-- One row: one value of one field that occurs in the store.
create table words (
    field smallint not null,
    code integer not null,          -- from 1 in each field; 0 is empty
    text varchar not null,
    category tinyint not null       -- of a status: events.Category; else 0
);

-- One row: one field of one ticket, when it was created and now. Clustered by (field, ticket) within an import.
create table ticket_fields (
    field smallint not null,
    ticket integer not null,
    first integer not null,
    latest integer not null
);

-- One row: what the export itself says of a metric of a ticket.
create table recorded (ticket integer not null, metric varchar not null, verdict varchar not null);

-- One row: one place of a file that could not be read.
create table rejects (
    import integer not null,
    line bigint not null,           -- 1-based line (or row) of the file
    column_name varchar not null,
    value varchar not null,
    reason varchar not null
);

-- One row: one replay of one policy, kept under a name.
create table runs (
    run integer primary key,
    name varchar not null unique,
    policy varchar not null,        -- the policy's name
    policy_text varchar not null,
    policy_sha256 varchar not null,
    time_zone varchar not null,     -- the policy's, in which reports show instants
    as_of bigint not null,
    versions varchar not null       -- JSON: of hindesk, tzdata and holidays
);

-- One row: one thing of a run's policy that rows name by number: kind 'metric', 'rule' or 'calendar'.
create table run_names (
    run integer not null, kind varchar not null, number smallint not null, name varchar not null, title varchar not null
);

-- One row: one closed public holiday of one calendar of a run.
create table run_holidays (run integer not null, calendar varchar not null, day date not null, name varchar not null);

-- One row: one clock. Instants and amounts in microseconds; an amount is open time of its calendar.
create table clocks (
    run integer not null,
    ticket integer not null,
    metric tinyint not null,
    cycle smallint not null,
    rule smallint,                  -- null: no rule in force
    calendar smallint,
    started bigint not null,
    due bigint,
    due_recorded bigint,            -- what a vendor, who never back-dates, would have recorded
    stopped bigint,
    elapsed bigint not null,
    paused bigint not null,
    target bigint,
    verdict tinyint not null,       -- replay.codes.VERDICTS
    missing smallint not null,      -- events.Knows that the history lacks
    priority integer not null,      -- words.code, at the breach or else at the end; likewise team and assignee
    team integer not null,
    assignee integer not null,
    tier tinyint                    -- null: none
);

-- One row: where the counted time of one clock went, in microseconds; the seven add up to clocks.elapsed.
create table shares (
    run integer not null,
    ticket integer not null,
    metric tinyint not null,
    cycle smallint not null,
    unassigned bigint not null,
    waiting_inside bigint not null,
    waiting_on_customer bigint not null,
    handed_over bigint not null,
    untouched bigint not null,
    worked bigint not null,
    idle bigint not null
);

-- One row: one reminder or escalation that the policy would have sent.
create table notices (
    run integer not null,
    ticket integer not null,
    metric tinyint not null,        -- -1: of an automation rule, whose place in its section is `rule`
    cycle smallint not null,
    rule smallint not null,
    notice smallint not null,       -- its place in the rule's list for this metric, from 0
    level tinyint not null,         -- 0: a reminder
    point bigint not null,          -- the instant that it is for
    sent bigint not null,           -- later than that where the help desk looks only now and then
    due bigint,                     -- of the clock, as it was then
    missing smallint not null,      -- events.Knows that the history lacks to be sure of it
    priority integer not null,      -- words.code when it was sent, likewise team and assignee
    team integer not null,
    assignee integer not null,
    tier tinyint
);

-- One row: one person or team whom a notice was to tell, and who that was.
create table told (
    run integer not null,
    ticket integer not null,
    metric tinyint not null,
    cycle smallint not null,
    rule smallint not null,
    notice smallint not null,       -- with ticket, metric, cycle, rule and sent: of which notice
    level tinyint not null,
    sent bigint not null,
    wanted varchar not null,        -- as the policy names the recipient
    reached varchar                 -- the person or team; null: nobody
);

-- One row: one match on one ticket of a rule of `priority` (section 0) or `automation` (1), of what needs an approval
-- (2) or lacks it (3) by `approvals`, or of one of `traits` that the ticket has from then on (4).
create table matches (
    run integer not null,
    ticket integer not null,
    section tinyint not null,
    rule smallint not null,         -- its place in the section, from 0
    happened bigint not null
);

-- One row: one time in which one ticket was where a rule of the policy does not want it.
create table lapses (
    run integer not null,
    ticket integer not null,
    section tinyint not null,       -- replay.lapse_codes.LAPSES: of `permissions` 0 and 1, of `sensitive` 2
    rule smallint not null,         -- its place in its section of the policy, from 0
    entered bigint not null,
    departed bigint,                -- null: it lasts
    ended tinyint not null,         -- replay.lapse_codes.ENDS
    assignee integer not null,      -- words.code when it began, likewise team and priority
    team integer not null,
    priority integer not null,
    tier tinyint                    -- null: none
);

-- One row: one uninterrupted time in which one tier had one ticket.
create table visits (run integer not null, ticket integer not null, tier tinyint, entered bigint not null, departed bigint);

-- One row: how one ticket went under one run.
create table outcomes (
    run integer not null,
    ticket integer not null,
    highest_tier tinyint,
    resolving_tier tinyint,
    solved bigint,                  -- null: not solved at the end
    reopened smallint not null,
    handovers smallint not null     -- from one team to another
);
