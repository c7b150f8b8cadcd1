"""Articles written for the tests."""

SHORT = "The army moved into the harbour town at dawn. A good day, the general said."

NO_TONE = """The table stood by the door.

The cat sat on the table, and the dog lay under it.

A letter came on Tuesday."""

# Ten dark paragraphs between ten bright ones on each side: an arc that chance does not make.
ARC = "\n\n".join(
    ["Envoys hail a splendid truce on the river"]
    + [f"Talks number {i} were a great success, and the villages celebrated a wonderful peace." for i in range(1, 11)]
    + [f"Raid number {i} was a terrible crime, and the killing left a horrible, bitter grief." for i in range(1, 11)]
    + [f"Envoy number {i} praised an excellent agreement and the happy, brave people." for i in range(1, 11)]
)

HOSTILE = """=HYPERLINK("http://example.org","$headline$ {{ 7*191 }} <script>alert(1)</script>")

By <b onload=alert(2)>Ann Lee</b>

=1+1 is good, <script>alert(3)</script> said $x$ $\\frac{1}{2}$ ``code`` {{ 7*191 }}. A bad sum.

The \x1b[31mred\x1b[0m line was bad, and a \u202egood\u202c one followed it. {% raw %} </div></main> ]]>

@SUM(A1) is a great formula, -2 is a bad one, and +3 is ![a picture](http://example.org/x.png)."""
