-- Requests of a list in turn, over and over; what came of them as one line. The list is written beside this by the bench.
local at = 0
local asked = {}

function init(args)
  dofile(args[1])
  for head, body in order:gmatch("(%d+) (%d+)") do asked[#asked + 1] = { tonumber(head), tonumber(body) } end
end

function request()
  at = at % #asked + 1
  return wrk.format("POST", nil, heads[asked[at][1]], bodies[asked[at][2]])
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("told %d %d %.0f %.0f %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), summary.errors.status, failed, summary.bytes))
end
